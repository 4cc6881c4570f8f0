// Says the number of a slider beside it while it moves.
for (const slider of document.querySelectorAll('input[type="range"]')) {
  const said = document.querySelector(`output[for="${slider.id}"]`)
  slider.addEventListener('input', () => { said.value = slider.value })
}
