// Draws every <canvas data-chart="id"> from the JSON of that id (shop_ai/lib/chart.py). Chart.js is fetched only when
// a chart is about to be seen; the table behind each chart says the same without it.
(() => {
  "use strict";
  const settings = document.currentScript.dataset;
  const CDN_PATIENCE = 1500;
  const DASHES = [[], [6, 3], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2], [1, 2], [8, 2, 2, 2]];
  const POINTS = ["circle", "rect", "triangle", "rectRot", "crossRot", "star", "cross", "circle"];
  const drawn = new Map();
  let library;
  let isOnPaper = false;

  const load = (address, integrity, patience) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const timer = patience && setTimeout(() => reject(new Error("too slow")), patience);
      script.src = address;
      if (integrity) Object.assign(script, { integrity, crossOrigin: "anonymous" });
      script.onload = () => (clearTimeout(timer), window.Chart ? resolve(window.Chart) : reject(new Error("empty")));
      script.onerror = () => (clearTimeout(timer), reject(new Error("unreachable")));
      document.head.append(script);
    });

  const loadOnce = () => {
    if (!library) {
      library = settings.cdn
        ? load(settings.cdn, settings.integrity, CDN_PATIENCE).catch(() => load(settings.library))
        : load(settings.library);
    }
    return library;
  };

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  // Tokens are #rrggbb, so a tint is the same with two more digits; Chart.js reads no color-mix().
  const faded = (colour, share) => colour + Math.round(share * 255).toString(16).padStart(2, "0");

  // Numbers are written as the server writes them (shop_ai/lib/money.py): Western digits, the language's signs.
  function write(value, data, { isTick = false } = {}) {
    const { group, decimal, pattern, places, thousand, million } = data.format;
    let number = data.unit === "share" ? value * 100 : value;
    let digits = isTick && (data.unit !== "share" || Number.isInteger(number)) ? 0 : places;
    let unit = "";
    const size = Math.abs(number);
    if (isTick && size >= 1e6) [number, unit, digits] = [number / 1e6, `\u00a0${million}`, 1];
    else if (isTick && size >= 1e4) [number, unit, digits] = [number / 1e3, `\u00a0${thousand}`, 1];
    else if (isTick && size < 10 && !Number.isInteger(number)) digits = 1;
    let [whole, rest] = Math.abs(number).toFixed(digits).split(".");
    whole = whole.replace(/\B(?=(\d{3})+$)/g, group);
    if (isTick && /^0*$/.test(rest || "")) rest = "";
    const sign = number < 0 ? (data.rtl ? "\u200e\u2212" : "\u2212") : "";
    const text = sign + whole + (rest ? decimal + rest : "") + unit;
    return isTick && data.unit === "money" ? text : pattern.replace("{}", text);
  }

  // The interval of a line: two invisible lines, the space between them tinted.
  function bandOf(series, colour, order) {
    const edge = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, tension: 0, isBand: true, order };
    return [
      { ...edge, label: series.name, data: series.low, fill: false },
      { ...edge, label: series.name, data: series.high, fill: "-1", backgroundColor: faded(colour, 0.16) },
    ];
  }

  function lineOf(series, place, colour, count) {
    return {
      label: series.name,
      data: series.values,
      series,
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 2,
      borderDash: DASHES[place % DASHES.length],
      pointStyle: POINTS[place % POINTS.length],
      pointRadius: count > 45 ? 0 : 2.5,
      pointHoverRadius: 5,
      tension: 0.25,
      cubicInterpolationMode: "monotone",
      spanGaps: false,
      order: place,
    };
  }

  // On paper colours may come out as equal greys: each bar gets its own slant of stripes.
  function stripes(colour, place) {
    const side = 8;
    const tile = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const pen = tile.getContext("2d");
    pen.fillStyle = place % 2 ? "#ffffff" : colour;
    pen.fillRect(0, 0, side, side);
    pen.strokeStyle = place % 2 ? colour : "#ffffff";
    pen.lineWidth = 1 + (place >> 1);
    pen.beginPath();
    if (place > 0) [-side, 0, side].forEach((x) => (pen.moveTo(x, side), pen.lineTo(x + side, 0)));
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  function barOf(series, place, colour, isStacked) {
    return {
      label: series.name,
      data: series.values,
      series,
      backgroundColor: isOnPaper ? stripes(colour, place) : colour,
      borderColor: isOnPaper ? colour : token("surface"),
      borderWidth: isStacked ? { top: 1, bottom: 0, left: 0, right: 0 } : 0,
      borderRadius: isStacked ? 0 : 4,
      maxBarThickness: 44,
      order: place,
    };
  }

  function datasetsOf(data) {
    return data.series.flatMap((series, place) => {
      const colour = token(`hue-${series.hue}`);
      if (data.kind !== "line") return [barOf(series, place, colour, data.kind === "stacked")];
      const band = series.low.length ? bandOf(series, colour, data.series.length + place) : [];
      return [...band, lineOf(series, place, colour, data.labels.length)];
    });
  }

  // What is too wide ends in dots: the table behind has all of it.
  function fitted(ctx, text, room) {
    if (ctx.measureText(text).width <= room) return text;
    let end = text.length;
    while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
    return `${text.slice(0, end).trimEnd()}…`;
  }

  // Occasions: a tinted stretch behind the marks, its name at the top.
  const occasions = (data) => ({
    id: "occasions",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea: area, scales } = chart;
      const half = scales.x.width / Math.max(data.labels.length, 1) / 2;
      ctx.save();
      ctx.font = `11px ${getComputedStyle(document.body).fontFamily}`;
      const lines = [[], [], []];
      data.marks.forEach((mark) => {
        const ends = [mark.first, mark.last].map((place) => scales.x.getPixelForValue(place));
        const from = Math.max(Math.min(...ends) - half, area.left);
        const to = Math.min(Math.max(...ends) + half, area.right);
        ctx.fillStyle = faded(token("warn"), 0.1);
        ctx.fillRect(from, area.top, to - from, area.height);
        ctx.fillStyle = token("ink-3");
        ctx.textAlign = "center";
        // A name takes the first line on which it meets no other; where there is none, the table behind has it.
        const name = fitted(ctx, mark.name, Math.min(160, area.width / 2));
        const side = ctx.measureText(name).width / 2;
        const middle = Math.min(Math.max((from + to) / 2, area.left + side), area.right - side);
        const free = lines.findIndex((line) => line.every(([start, end]) => middle + side < start || middle - side > end));
        if (free < 0) return;
        lines[free].push([middle - side - 6, middle + side + 6]);
        ctx.fillText(name, middle, area.top + 12 + free * 13);
      });
      ctx.restore();
    },
  });

  // A few bars carry their value themselves.
  const valuesOnBars = (data) => ({
    id: "values",
    afterDatasetsDraw(chart) {
      if (data.kind !== "bar" || data.series.length > 1 || data.labels.length > 8) return;
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = token("ink-2");
      ctx.font = `12px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textAlign = "center";
      chart.getDatasetMeta(0).data.forEach((bar, place) => {
        const value = data.series[0].values[place];
        if (value !== null) ctx.fillText(write(value, data, { isTick: true }), bar.x, bar.y - 6);
      });
      ctx.restore();
    },
  });

  function tooltipLine(item, data) {
    const { series } = item.dataset;
    const place = item.dataIndex;
    const text = `${series.name}: ${write(series.values[place], data)}`;
    if (!series.low.length || series.low[place] === null) return text;
    return `${text} (${write(series.low[place], data)} – ${write(series.high[place], data)})`;
  }

  // Upright names of a few bars: on a narrow screen a line for each word, smaller until the longest word fits its bar.
  const roomOfBar = (chart) => (chart.width - 44) / chart.data.labels.length - 4;
  const wordsOf = (chart) => chart.data.labels.flatMap((label) => String(label).split(" "));
  function sizeOfName({ chart }) {
    if (roomOfBar(chart) > 100) return 12;
    chart.ctx.save();
    const widest = Math.max(...wordsOf(chart).map((word) => small(chart.ctx).measureText(word).width));
    chart.ctx.restore();
    return Math.max(10, Math.min(12, Math.floor((12 * roomOfBar(chart)) / widest)));
  }
  function nameOfBar(value) {
    const { chart } = this;
    const name = String(this.getLabelForValue(value));
    if (roomOfBar(chart) > 100) return name;
    // Measured at twelve pixels, whatever size it gets.
    const room = (12 * roomOfBar(chart)) / sizeOfName({ chart });
    chart.ctx.save();
    const words = name.split(" ").map((word) => fitted(small(chart.ctx), word, room));
    chart.ctx.restore();
    return words;
  }

  // A name that stands upright has the width of its bar, a slanted one so many pixels.
  const roomOfName = (chart) => Math.max(110, chart.width / (chart.data.labels.length + 1));
  const small = (ctx) => Object.assign(ctx, { font: `12px ${getComputedStyle(document.body).fontFamily}` });
  function slantedName(value) {
    const { ctx } = this.chart;
    ctx.save();
    const name = fitted(small(ctx), String(this.getLabelForValue(value)), roomOfName(this.chart));
    ctx.restore();
    return name;
  }

  // Chart.js leaves no room for the slanted name of the bar at the far left when the axis runs from the right.
  function roomAtLeft({ chart }, data) {
    const count = data.labels.length;
    if (!data.rtl || data.kind !== "bar" || count < 6 || count > 12) return 0;
    const { ctx } = chart;
    ctx.save();
    const sizes = data.labels.map((label) => Math.min(small(ctx).measureText(label).width, roomOfName(chart)));
    ctx.restore();
    const bar = chart.width / (count + 1);
    return Math.max(...sizes) > bar ? Math.max(0, sizes[count - 1] * 0.9 - bar / 2) : 0;
  }

  // A few named bars keep every name; a run of days drops those that do not fit.
  function labelsOf(data) {
    if (data.kind !== "bar" || data.labels.length > 12) return { maxRotation: 0, autoSkipPadding: 16 };
    if (data.labels.length > 5) return { autoSkip: false, maxRotation: 45, callback: slantedName };
    return { autoSkip: false, maxRotation: 0, callback: nameOfBar, font: (at) => ({ size: sizeOfName(at) }) };
  }

  function scalesOf(data) {
    const quiet = { color: token("ink-3"), font: { size: 12 } };
    const isStacked = data.kind === "stacked";
    return {
      x: {
        reverse: data.rtl,
        stacked: isStacked,
        grid: { display: false },
        border: { color: token("line") },
        ticks: { ...quiet, ...labelsOf(data) },
      },
      y: {
        position: data.rtl ? "right" : "left",
        stacked: isStacked,
        beginAtZero: true,
        grace: data.marks.length || data.kind === "bar" ? "12%" : "4%",
        grid: { color: token("line"), drawTicks: false },
        border: { display: false },
        ticks: { ...quiet, padding: 8, maxTicksLimit: 6, callback: (value) => write(value, data, { isTick: true }) },
      },
    };
  }

  function pluginsOf(data) {
    const direction = { rtl: data.rtl, textDirection: data.rtl ? "rtl" : "ltr" };
    return {
      legend: {
        ...direction,
        display: data.series.length > 1,
        position: "bottom",
        align: "start",
        labels: {
          color: token("ink-2"),
          usePointStyle: true,
          pointStyle: data.kind === "line" ? "line" : "rectRounded",
          pointStyleWidth: data.kind === "line" ? 26 : 12,
          padding: 16,
          // With point styles Chart.js forgets the dashes, which tell the lines apart without colour.
          generateLabels: (chart) =>
            window.Chart.defaults.plugins.legend.labels
              .generateLabels(chart)
              .map((item) => ({
                ...item,
                text: fitted(chart.ctx, item.text, chart.width - 56),
                lineDash: chart.data.datasets[item.datasetIndex].borderDash,
              })),
          filter: (item, all) => !all.datasets[item.datasetIndex].isBand,
        },
      },
      tooltip: {
        ...direction,
        backgroundColor: token("ink"),
        titleColor: token("surface"),
        bodyColor: token("surface"),
        padding: 10,
        cornerRadius: 8,
        usePointStyle: true,
        boxWidth: 9,
        boxHeight: 9,
        filter: (item) => !item.dataset.isBand,
        callbacks: { label: (item) => tooltipLine(item, data) },
      },
    };
  }

  function configurationOf(data) {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
      type: data.kind === "line" ? "line" : "bar",
      data: { labels: data.labels, datasets: datasetsOf(data) },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: isCalm ? false : { duration: 250 },
        interaction: { mode: "index", intersect: false },
        font: { family: getComputedStyle(document.body).fontFamily },
        layout: { padding: { left: (context) => roomAtLeft(context, data) } },
        scales: scalesOf(data),
        plugins: pluginsOf(data),
      },
      plugins: [occasions(data), valuesOnBars(data)],
    };
  }

  const dataOf = (canvas) => JSON.parse(document.getElementById(canvas.dataset.chart).textContent);

  function draw(canvas) {
    const data = dataOf(canvas);
    loadOnce().then(
      (Chart) => {
        drawn.get(canvas)?.destroy();
        Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
        drawn.set(canvas, new Chart(canvas, configurationOf(data)));
        canvas.dataset.drawn = "1";
      },
      () => showTable(canvas),
    );
  }

  // Without the library the table opens in the chart's place.
  function showTable(canvas) {
    const panel = canvas.closest(".chart");
    panel.querySelector(".chart__canvas").hidden = true;
    panel.querySelector("details").open = true;
  }

  const redraw = () => [...drawn.keys()].forEach(draw);
  document.addEventListener("themechange", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  // Paper is light whatever the screen is, and drawn at once.
  function redrawFor(paper) {
    isOnPaper = paper;
    const root = document.documentElement;
    const { theme } = root.dataset;
    if (paper) root.dataset.theme = "light";
    drawn.forEach((chart, canvas) => {
      const { options, data } = configurationOf(dataOf(canvas));
      Object.assign(chart, { options: { ...options, animation: false }, data });
      chart.resize();
      chart.update("none");
    });
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }
  addEventListener("beforeprint", () => redrawFor(true));
  addEventListener("afterprint", () => redrawFor(false));

  const watcher = new IntersectionObserver(
    (entries) =>
      entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
        watcher.unobserve(target);
        draw(target);
      }),
    { rootMargin: "300px" },
  );
  // A page that is made for paper draws everything at once: who prints does not scroll first.
  const isForPaper = document.body.classList.contains("app--report");
  const watchAll = () =>
    document
      .querySelectorAll("canvas[data-chart]")
      .forEach((canvas) => (isForPaper ? draw(canvas) : watcher.observe(canvas)));
  watchAll();
  // The page was renewed in place: charts of canvases that are gone are let go, the new ones are drawn when seen.
  document.addEventListener("contentchange", () => {
    drawn.forEach((chart, canvas) => {
      if (canvas.isConnected) return;
      chart.destroy();
      drawn.delete(canvas);
    });
    watchAll();
  });
})();
