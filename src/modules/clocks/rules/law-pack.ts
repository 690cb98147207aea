import { Pack } from '../contract/preset.ts'
import shipped from '../presets/law-pack.json' with { type: 'json' }

/** The presets that come with the desk: starting points, not legal advice. */
export const lawPack: Pack = Pack.parse(shipped)
