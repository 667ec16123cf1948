import type { Translate } from '#lib/i18n/dictionary.ts'

/** Themes as the settings and the palette name them. */
export const themeChoices = (t: Translate) =>
  [
    { value: 'system', label: t('shell.themeSystem') },
    { value: 'light', label: t('shell.themeLight') },
    { value: 'dark', label: t('shell.themeDark') },
  ] as const

/** Each language by its own name, which its readers know in any language. */
export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'ko', label: '한국어' },
] as const
