// Buttons that bring the units of a total into bars, and back.
for (const button of document.querySelectorAll('[data-arranges]')) {
  button.addEventListener('click', () => {
    const total = document.getElementById(button.dataset.arranges);
    const inBars = total.arrange !== 'bars';
    total.arrange = inBars ? 'bars' : 'crowd';
    button.setAttribute('aria-pressed', String(inBars));
  });
}
