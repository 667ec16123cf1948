import type { useNavigate } from '@tanstack/react-router'
import { copyText } from '#lib/copy-text.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { KeyCommand } from '#lib/key-registry.ts'
import { writePreference } from '#lib/preferences.ts'
import { LANGUAGES, themeChoices } from '../settings/setting-choices.ts'
import type { PaletteEntry } from './palette-entry.ts'

type Navigate = ReturnType<typeof useNavigate>

const PLAIN = { keys: null, mono: false } as const

/** What a key does can also be chosen by its name. */
export function commandEntries(commands: readonly KeyCommand[], group: KeyCommand['group']): PaletteEntry[] {
  return commands.flatMap(({ id, label, keys, run, group: own }) =>
    run && own === group && id !== 'palette' ? [{ id, label, keys, mono: false, run }] : [],
  )
}

export function clusterEntries(names: readonly string[], t: Translate, navigate: Navigate): PaletteEntry[] {
  return names.map((name) => ({
    ...PLAIN,
    id: `cluster ${name}`,
    label: t('shell.clusterNamed', { name }),
    run: () => void navigate({ to: '/clusters/$cluster/topics', params: { cluster: name } }),
  }))
}

export function topicEntries(cluster: string, names: readonly string[], navigate: Navigate): PaletteEntry[] {
  return names.map((topic) => ({
    id: `topic ${topic}`,
    label: topic,
    keys: null,
    mono: true,
    run: () => void navigate({ to: '/clusters/$cluster/topics/$topic/messages', params: { cluster, topic } }),
  }))
}

export function groupEntries(cluster: string, ids: readonly string[], navigate: Navigate): PaletteEntry[] {
  return ids.map((group) => ({
    id: `group ${group}`,
    label: group,
    keys: null,
    mono: true,
    run: () => void navigate({ to: '/clusters/$cluster/groups/$group', params: { cluster, group } }),
  }))
}

/** The settings that one word can change, and the link to the view. */
export function settingEntries(t: Translate): PaletteEntry[] {
  return [
    ...themeChoices(t).map(({ value: theme, label }) => ({
      ...PLAIN,
      id: `theme ${theme}`,
      label: t('shell.useTheme', { theme: label }),
      run: () => writePreference('theme', theme),
    })),
    ...LANGUAGES.map(({ value: language, label }) => ({
      ...PLAIN,
      id: `language ${language}`,
      label: t('shell.useLanguage', { language: label }),
      run: () => writePreference('language', language),
    })),
    {
      ...PLAIN,
      id: 'copy link',
      label: t('shell.copyLink'),
      run: () =>
        void copyText(window.location.href, { done: t('shell.linkCopied'), refused: t('shell.linkRefused') }),
    },
  ]
}
