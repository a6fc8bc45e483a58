/** What the oldest browser that is served does not know, in the built styles of the desk and in those of the portal. */
export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  rules: { 'plugin/no-unsupported-browser-features': [true, { browsers: ['chrome 87'], ignorePartialSupport: true }] },
}
