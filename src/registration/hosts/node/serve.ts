import { listen } from './server.ts';
import { serve } from './serving.ts';

await serve(listen);
