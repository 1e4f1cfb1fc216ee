import { listen } from '../process/server.ts';
import { serve } from '../process/serving.ts';

await serve(listen);
