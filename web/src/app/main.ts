import { mount } from 'svelte';
import Shell from './shell.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no place for the app');

mount(Shell, { target });
