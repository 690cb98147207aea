import { runTool } from './run-tool.ts'
import type { Check, Verdict } from './verdict.ts'

/** The server compiles in a world without a browser. */
export const checkServerTypes: Check = (root) => typesOf(root, 'tsconfig.server.json')

/** The screens compile in a world without Node. */
export const checkWebTypes: Check = (root) => typesOf(root, 'tsconfig.web.json')

async function typesOf(root: string, project: string): Promise<Verdict> {
  const { code, stdout, stderr } = await runTool(root, 'tsc', ['--project', project, '--pretty', 'false'])
  // TS18003: the project has no files yet. An empty half of the house is not a fault.
  if (code === 0 || stdout.includes('TS18003')) return { faults: [] }
  return { faults: [`${stdout}\n${stderr}`.trim()] }
}
