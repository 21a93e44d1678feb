// Draws a chart as an SVG string, without a browser. The host defines
// measureWidth(text, size, bold) before this file runs, and calls
// renderChart(optionJSON, width, height) for every chart.
import './host.js';
import { init, setPlatformAPI, use } from 'echarts/core';
import { LineChart, RadarChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, RadarComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  LineChart, RadarChart, ScatterChart,
  GraphicComponent, GridComponent, RadarComponent,
  SVGRenderer,
]);

// A CSS font shorthand such as "600 13px Source Sans 3".
const fontSize = /(\d+(?:\.\d+)?)px/;
const fontBold = /\b(?:600|700|bold)\b/;

setPlatformAPI({
  measureText(text, font) {
    const size = fontSize.exec(font || '');
    return { width: measureWidth(String(text), size ? Number(size[1]) : 12, fontBold.test(font || '')) };
  },
});

globalThis.renderChart = function renderChart(optionJSON, width, height) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(JSON.parse(optionJSON));
    return chart.getZr().painter.renderToString({ cssAnimation: false, cssEmphasis: false, useViewBox: true });
  } finally {
    chart.dispose();
  }
};
