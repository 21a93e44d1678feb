// Package chart draws radars, dot plots and trends as SVG on the server.
package chart
