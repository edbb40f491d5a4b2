import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Vue would take <case-map> for a component of its own that it can't find.
const isCustomElement = (tag) => tag.startsWith('case-');

export default defineConfig({ base: './', plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
