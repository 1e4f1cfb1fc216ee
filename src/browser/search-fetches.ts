/** Tells of what Pagefind's worker cannot fetch. The build lets it say so. */
function watchWorker(failed: () => void): void {
  window.Worker = class extends Worker {
    constructor(...options: ConstructorParameters<typeof Worker>) {
      super(...options);
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ readonly unreachable?: true }>) => {
          if (data.unreachable) failed();
        },
      );
    }
  };
}

/**
 * Tells of each file of the index that cannot be fetched. Pagefind itself passes over some of them,
 * and then finds nothing.
 */
export function watchFetches(bundle: string, failed: () => void): void {
  watchWorker(failed);
  const { fetch } = window;
  window.fetch = async (...request) => {
    const [asked] = request;
    const isOfIndex = typeof asked === 'string' && asked.includes(bundle);
    try {
      const reply = await fetch(...request);
      if (isOfIndex && !reply.ok) failed();
      return reply;
    } catch (cause) {
      if (isOfIndex) failed();
      throw cause;
    }
  };
}
