import { listFiles } from './list-files.ts'
import { runTool } from './run-tool.ts'
import type { Check } from './verdict.ts'

const webTest = /^src\/(?:workspace|widget|modules\/.+\/web)\/.*\.test\.tsx?$/

/** The server compiles in a world without a browser. */
export const checkServerTypes: Check = async (root) => ({ faults: await typesOf(root, 'tsconfig.server.json') })

/** The screens compile in a world without Node. Their tests need both worlds, so they are compiled apart. */
export const checkWebTypes: Check = async (root) => {
  const screens = await typesOf(root, 'tsconfig.web.json')
  const tested = (await listFiles(root)).some((file) => webTest.test(file))
  return { faults: tested ? [...screens, ...(await typesOf(root, 'tsconfig.web-tests.json'))] : screens }
}

async function typesOf(root: string, project: string): Promise<string[]> {
  const { code, stdout, stderr } = await runTool(root, 'tsc', ['--project', project, '--pretty', 'false'])
  // TS18003: the project has no files yet. An empty half of the house is not a fault.
  if (code === 0 || stdout.includes('TS18003')) return []
  return [`${stdout}\n${stderr}`.trim()]
}
