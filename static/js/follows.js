// Hides a question until the answer it follows is given. Without this script every question stands on the page.

const parts = [...document.querySelectorAll('[data-follows]')]

function look () {
  for (const part of parts) {
    const wanted = part.dataset.answers.split(' ')
    const others = [...document.getElementsByName(part.dataset.follows)]
    const given = others.filter((one) => one.checked && !one.closest('[data-follows][hidden]'))
    part.hidden = !given.some((one) => wanted.includes(one.value))
  }
}

if (parts.length) {
  document.addEventListener('change', look)
  look()
}
