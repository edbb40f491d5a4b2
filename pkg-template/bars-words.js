// What a reader without a pointer is told of figures that are neither maps nor time charts, by their kind.

export const breakdown = 'Arrow keys move from bar to bar. Enter chooses one, or shows what it stands for. Escape takes all choices back.';
export const total = 'Arrow keys move from group to group, Enter chooses one, Escape takes all choices back.';
