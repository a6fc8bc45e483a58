/**
 * One question only: does the desk use what the oldest browser that it serves does not have? Types and unit tests see to the rest.
 * Asked of the sources, so that a finding has its line, and of what was built, so that nothing comes in with a package.
 */
import typescript from '@typescript-eslint/parser'
import compat from 'eslint-plugin-compat'
import language from 'eslint-plugin-es-x'
import vue from 'vue-eslint-parser'

/** Chromium 87 speaks ES2021. Methods of iterators are called as those of arrays are, which it has; words of the language the build rewrites. */
const asked = Object.fromEntries(
  Object.entries(language.configs['flat/restrict-to-es2021'].rules).filter(([rule]) => !/iterator-prototype|class-|prototype-at$|set-prototype-difference$/.test(rule)),
)
const rules = {
  ...asked,
  'compat/compat': 'error',
  // Of these only the call: what the API tells has fields of these names.
  'no-restricted-syntax': ['error', { selector: 'CallExpression[callee.property.name=/^(at|difference)$/]', message: 'Chromium 87 has no methods at() and difference().' }],
}
const plugins = { compat, 'es-x': language }
/** Methods are known by their names: no type says what they are called on. */
const settings = { 'es-x': { aggressive: true } }

export default [
  {
    files: ['src/**/*.ts', 'src/**/*.vue'],
    ignores: ['src/**/*.d.ts', 'src/oldest.ts'],
    languageOptions: { parser: vue, parserOptions: { parser: typescript, sourceType: 'module' } },
    plugins,
    settings,
    rules,
  },
  {
    files: ['dist/**/*.js'],
    // The reader of PDF in its edition for old browsers, which brings along what they lack; opened by itself, and where it fails a link
    // shows the file (docs/decisions/0017).
    ignores: ['dist/assets/pdf*.js'],
    plugins,
    // Element Plus asks for it only where it is there.
    settings: { ...settings, polyfills: ['navigator.userAgentData'] },
    rules: {
      ...rules,
      // src/oldest.ts brings it.
      'es-x/no-object-hasown': 'off',
      // Properties of packages that bear these names.
      'es-x/no-arraybuffer-prototype-transfer': 'off',
      'es-x/no-resizable-and-growable-arraybuffers': 'off',
      // Vue wraps them for arrays that react; nobody here calls them, as the sources show.
      'es-x/no-array-prototype-toreversed': 'off',
      'es-x/no-array-prototype-tosorted': 'off',
      'es-x/no-array-prototype-tospliced': 'off',
    },
  },
]
