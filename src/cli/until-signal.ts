/** Resolves when somebody asks the process to end; asking twice ends it at once. */
export function untilSignal(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end())
  })
}
