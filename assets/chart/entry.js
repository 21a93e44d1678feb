// Draws a chart as an SVG string, without a browser: the host calls
// renderChart(optionJSON, width, height) for every chart. Texts in the option
// are stand-ins that the host replaces, so nothing here depends on how wide
// they are.
import './host.js';
import { init, use } from 'echarts/core';
import { LineChart, RadarChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, RadarComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  LineChart, RadarChart, ScatterChart,
  GraphicComponent, GridComponent, RadarComponent,
  SVGRenderer,
]);

globalThis.renderChart = function renderChart(optionJSON, width, height) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(JSON.parse(optionJSON));
    return chart.getZr().painter.renderToString({ cssAnimation: false, cssEmphasis: false, useViewBox: true });
  } finally {
    chart.dispose();
  }
};
