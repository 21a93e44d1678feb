// Stands in for the few browser globals ECharts touches while it loads. It is
// imported first, and nothing here does anything: a chart is drawn in one go,
// without timers and without a console.
const silent = () => {};

globalThis.console = { log: silent, info: silent, warn: silent, error: silent, debug: silent };
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = silent;
globalThis.requestAnimationFrame = () => 0;
globalThis.cancelAnimationFrame = silent;
