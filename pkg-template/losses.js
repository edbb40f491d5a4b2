/**
 * Tells whether an instance of the wasm is lost for the second time in a call of somebody's, who is not to blame for the
 * losses of others.
 * @returns {(mine: boolean) => boolean} to be told of each loss
 */
export function losses() {
  let before = false;
  return (mine) => {
    const twice = mine && before;
    before ||= mine;
    return twice;
  };
}
