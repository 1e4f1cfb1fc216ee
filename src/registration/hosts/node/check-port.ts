import { addressFrom } from '../process/configuration.ts';
import { listen, refusal } from '../process/server.ts';

// Run by `npm start` before it builds: a server that already listens there keeps its files.
try {
  const address = addressFrom(process.env);
  const { stop } = await listen(address, () => () => new Response()).catch((cause: unknown) => {
    throw refusal(cause, address);
  });
  await stop();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
