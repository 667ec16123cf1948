import { readPreference, subscribe } from '#lib/preferences.ts'

/** Keeps the root element's theme and density as chosen, here, in another tab, or by the system. public/theme.js sets them first. */
export function followAppearance(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const theme = readPreference('theme')
    const dark = theme === 'dark' || (theme === 'system' && system.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.documentElement.dataset.density = readPreference('density')
  }
  apply()
  subscribe(apply)
  system.addEventListener('change', apply)
}
