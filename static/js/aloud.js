// Reads a question aloud, with a voice that stays on this device. Where there is no such voice there is no button.

const form = document.querySelector('form[data-aloud]')
const languages = JSON.parse(form?.dataset.aloud ?? '[]')
const speech = window.speechSynthesis
let speaking = null

// The words of a question in one language: its name, its hint, its answers; never what somebody typed.
function words (group, lang) {
  const parts = group.querySelectorAll('legend, .govuk-label, .govuk-hint')
  return [...parts].map((part) => {
    const pair = part.querySelector('.paired')
    if (!pair) return lang === document.documentElement.lang ? part.textContent : ''
    const other = pair.querySelector('.paired__second')
    if (other?.lang === lang) return other.textContent
    return lang === document.documentElement.lang ? pair.querySelector('.paired__first').textContent : ''
  }).map((text) => text.trim()).filter(Boolean).join('. ')
}

function voice (lang) {
  return speech.getVoices().find((one) => one.localService && one.lang.split(/[-_]/)[0].toLowerCase() === lang)
}

function stop () {
  speech.cancel()
  if (!speaking) return
  speaking.button.setAttribute('aria-pressed', 'false')
  speaking.button.textContent = speaking.text
  speaking = null
}

function press (button, group, { lang, text, stop: stopping }) {
  const wasSpeaking = speaking?.button === button
  stop()
  if (wasSpeaking) return
  const said = new SpeechSynthesisUtterance(words(group, lang))
  said.lang = lang
  said.voice = voice(lang)
  said.onend = stop
  speaking = { button, text }
  button.setAttribute('aria-pressed', 'true')
  button.textContent = stopping
  speech.speak(said)
}

function offer () {
  document.querySelectorAll('.aloud').forEach((one) => one.remove())
  const spoken = languages.filter(({ lang }) => voice(lang))
  if (!spoken.length) return
  for (const group of form.querySelectorAll('.govuk-form-group')) {
    if (group.parentElement.closest('.govuk-form-group')) continue
    const row = document.createElement('p')
    row.className = 'aloud'
    for (const language of spoken.filter(({ lang }) => words(group, lang))) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'aloud__button'
      button.lang = language.lang
      button.textContent = language.text
      button.setAttribute('aria-pressed', 'false')
      button.addEventListener('click', () => press(button, group, language))
      row.append(button)
    }
    if (row.childElementCount) group.prepend(row)
  }
}

if (form && speech) {
  offer()
  speech.addEventListener?.('voiceschanged', offer)
  window.addEventListener('pagehide', stop)
  document.addEventListener('leaving', stop)
  document.addEventListener('submit', stop)
}
