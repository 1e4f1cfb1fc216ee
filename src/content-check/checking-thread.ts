import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkFolder } from './check-content.ts';

// The part of `check-beside.ts` that runs in the thread.
parentPort?.postMessage(await checkFolder(z.string().parse(workerData)), []);
