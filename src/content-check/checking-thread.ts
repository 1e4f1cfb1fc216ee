import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkFolder } from './check-content.ts';

// The thread's own part of `check-beside.ts`.
parentPort?.postMessage(await checkFolder(z.string().parse(workerData)), []);
