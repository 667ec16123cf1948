// Runs before the first paint, so that a dark page never flashes light. The keys are those of src/lib/preferences.ts.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(`sluice.${key}`)
    } catch {
      return null // Storage may be refused; the defaults then stand.
    }
  }
  const theme = read('theme')
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = read('density') === 'comfortable' ? 'comfortable' : 'compact'
})()
