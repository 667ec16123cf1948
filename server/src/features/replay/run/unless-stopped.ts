/** What is opened, or the signal's reason as soon as it is aborted: what is opened later is then handed to `late`. */
export async function unlessStopped<T>(
  signal: AbortSignal,
  opening: Promise<T>,
  late: (opened: T) => Promise<void>,
): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([opening, stopped])
  } catch (error) {
    // Nobody waits for it any more, nor for why it could not be opened.
    if (signal.aborted) opening.then(late).catch(() => {})
    throw error
  }
}
