import { KeyCap } from './chip.tsx'
import { useKeyShown, useSingleKeys } from './use-keys.ts'

/** The key of an act, where this person put it; nothing while single keys are off. */
export function KeyOf({ keys }: { keys: string }) {
  const shown = useKeyShown(keys)
  return useSingleKeys() ? <KeyCap>{shown}</KeyCap> : null
}
