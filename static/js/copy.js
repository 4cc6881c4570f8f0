// A button under each text to be copied. Without this script the text is selected by hand.

for (const box of document.querySelectorAll('textarea[data-copy]')) {
  const button = document.createElement('button')
  const news = document.createElement('span')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = box.dataset.copy
  button.setAttribute('aria-describedby', box.id)
  news.className = 'govuk-body'
  news.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    box.select()
    try {
      await navigator.clipboard.writeText(box.value)
    } catch {
      document.execCommand('copy')
    }
    news.textContent = box.dataset.copied
  })
  box.after(button, ' ', news)
}
