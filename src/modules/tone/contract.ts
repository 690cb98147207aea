export * from './contract/check.ts'
export * from './contract/rules.ts'
