'use strict'
// Loaded before the program when it runs as the launcher's child: a launcher that was killed takes the program with it.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
