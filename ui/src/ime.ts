/**
 * 输入法: Enter that ends a composition chooses characters and does nothing else (UX-04). Browsers see to that where the input method
 * takes the key; some hand it on, and then it would send the form.
 */
export function heedComposition(): void {
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', hear, true)
  document.addEventListener('keypress', hear, true)
}
