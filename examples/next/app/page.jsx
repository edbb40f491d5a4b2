import { Figures } from './Figures.jsx';

/** Made on the server, with the elements' tags and what stands between them; they come to life in the browser. */
export default function Page() {
  return (
    <main>
      <h1>Cases that never happened</h1>
      <Figures src="/cases.json" />
    </main>
  );
}
