/** Whether an option is on: an attribute is a text, also of what is false. */
export const isOn = (option) => `${option ?? false}` !== 'false';

/** Whether choosing a mark of a figure opens a list of the cases there. */
export const lists = ({ kind, options }) => isOn(options.list) && /map|lanes/.test(kind);
