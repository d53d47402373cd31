export { type FilterInput, type FilterTable, type FilterValue, applyFilters } from './filters.ts'
export { type IdRule, checkIds, selectIds } from './ids.ts'
export { pageStart, paginate } from './paginate.ts'
