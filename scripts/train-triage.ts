import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Base, type BaseFile, type BaseTask, baseTasks } from '#modules/triage/rules/base/base-model.ts'
import { compactModel, readModel } from '#platform/linear-model.ts'
import { halfOf, inputsOf, labelledTexts, ownTuningTexts } from './triage/labelled-texts.ts'
import { caseOf, learnTask, scoreOf, weightFor } from './triage/learn-base.ts'

/**
 * Learns the models that stand beside the rules. A first one of each task learns from the tuning half alone and is measured on the other;
 * tasks where it is not better are left to the rules. What is shipped learned from all.
 */
const steps = 24
const texts = labelledTexts()
const heldOut = texts.filter(({ text }) => halfOf(text) === 'hold-out')
const all = [...texts, ...ownTuningTexts()].map(caseOf)
const tuning = all.filter(({ text }) => halfOf(text) === 'tune')

const whole = ownTuningTexts()
const wholeOf = (task: BaseTask) => whole.filter(({ labels }) => labels[task])
const packed = (task: BaseTask, cases: typeof all) => compactModel(learnTask(task, cases), steps)
const weightOf = Object.fromEntries(baseTasks.map((task) => [task, weightFor(task, tuning, wholeOf(task))]))
const measured: Base = Object.fromEntries(
  baseTasks.map((task) => [task, { model: readModel(packed(task, tuning)), rulesWeight: weightOf[task]?.rulesWeight ?? 0 }]),
)
const file: BaseFile = { inputs: inputsOf(), tasks: {}, figures: {} }
for (const task of baseTasks) {
  const { of, ...rules } = scoreOf(task, heldOut, undefined)
  const { of: _of, ...both } = scoreOf(task, heldOut, measured)
  const better = both.accuracy > rules.accuracy && both.f1 > rules.f1
  console.log(task, { of, rules, both, ...weightOf[task], better })
  file.figures[task] = { of, rules, both }
  if (better) file.tasks[task] = { model: packed(task, all), rulesWeight: weightOf[task]?.rulesWeight ?? 0 }
}
await writeFile(join(import.meta.dirname, '../src/modules/triage/rules/base/learned.json'), `${JSON.stringify(file, null, 1)}\n`)
