// Loaded before the target: if boot.cjs is killed outright, its channel closes, and that counts as SIGTERM.
if (process.channel) {
  process.once('disconnect', () => {
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143)
  })
  process.channel.unref()
}
