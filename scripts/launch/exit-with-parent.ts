// Loaded into each child by `--import`: a launcher that was killed outright must not leave its children behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
