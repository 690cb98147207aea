import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import type { Me } from '#modules/people/contract.ts'
import { setDensity, wearLookOf } from './kit/look.ts'
import { setOwnKeys, setSingleKeys } from './kit/use-keys.ts'
import { speak } from './language.ts'

/** Puts on what this person chose: language, light or dark, how close the rows stand, and where the keys are; the desk's memory wins over the browser's. */
export function useOwnLook({ id, language, preferences }: Me): void {
  const { setColorScheme } = useMantineColorScheme()
  const { theme, density, keys, single_keys } = preferences
  useEffect(() => void speak(language), [language])
  useEffect(() => setOwnKeys(keys ?? {}), [keys])
  useEffect(() => {
    if (single_keys !== undefined) setSingleKeys(single_keys)
  }, [single_keys])
  useEffect(() => {
    const kept = wearLookOf(id)
    setColorScheme(theme === undefined ? kept : theme === 'system' ? 'auto' : theme)
    if (density !== undefined) setDensity(density === 'compact' ? 'compact' : 'roomy')
    // biome-ignore lint/correctness/useExhaustiveDependencies: setColorScheme is a new function at each drawing
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, theme, density])
}
