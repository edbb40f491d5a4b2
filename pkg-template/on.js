/** Whether an option is on: an attribute is a text, also of what is false. */
export const isOn = (option) => `${option ?? false}` !== 'false';
