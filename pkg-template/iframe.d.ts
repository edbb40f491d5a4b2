/** For the page around an iframe with `embed.html`: the frame gets as high as the figure in it. Does nothing on a server. */
export {};
