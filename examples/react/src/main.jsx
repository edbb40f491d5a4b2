import 'caseplot/elements';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Figures } from './Figures.jsx';

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <Figures src="cases.json" />
  </StrictMode>,
);
