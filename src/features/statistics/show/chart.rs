//! Where bars, lines and words of a chart lie. Widths are parts of the page and heights parts of a letter.

use super::super::figures::Figure;
use super::super::pages::{Bar, Chart, Point};
use crate::web::page::Shell;

/// Letters of a line above a bar.
const LETTERS: usize = 30;
/// Height of a line of words, of a bar, and of the room after it, in hundredths of the size of a letter.
const LINE: i64 = 125;
const BAR: i64 = 80;
const ROOM: i64 = 70;

fn em(hundredths: i64) -> String {
    format!("{}.{:02}em", hundredths / 100, hundredths % 100)
}

/// Where an axis ends: the first of 5, 10, 20, 50, 100 and so on that is not below.
pub(super) fn end(high: i64) -> i64 {
    let mut ten = 5_i64;
    loop {
        for step in [ten, ten.saturating_mul(2), ten.saturating_mul(4)] {
            if step >= high {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// A part of the width: a little is left at both ends for the ends of lines.
#[expect(clippy::cast_precision_loss, reason = "a place on a page")]
fn part(n: i64, end: i64) -> String {
    format!("{:.1}%", 0.5 + 99.0 * n as f64 / end as f64)
}

fn lines(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    // A space that does not break keeps a number with its word.
    for word in label.split(' ') {
        let last = lines.last_mut().map_or(0, |l| l.chars().count());
        if last > 0 && last + 1 + word.chars().count() > LETTERS {
            lines.push(word.to_owned());
        } else if let Some(line) = lines.last_mut() {
            if last > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A chart of these figures, in their order.
#[expect(clippy::cast_precision_loss, reason = "a place on a page")]
pub(super) fn bars(shell: &Shell, id: &str, title: &str, figures: &[(String, Figure)]) -> Chart {
    let end = end(figures.iter().map(|(_, f)| f.high()).max().unwrap_or(0));
    let mut top = 0;
    let mut bars = Vec::new();
    for (label, figure) in figures {
        // With its interval: a picture is looked at before its table, and on a phone instead of it.
        let said = super::with_interval(shell, *figure);
        let said = format!("{label}: {said}");
        let mut named = Vec::new();
        for line in lines(&said) {
            named.push((em(top + 100), line));
            top += LINE;
        }
        top += 20;
        bars.push(Bar {
            lines: named,
            top: em(top),
            middle: em(top + BAR / 2),
            width: (!figure.reaches_zero())
                .then(|| format!("{:.1}%", 99.0 * figure.about() as f64 / end as f64)),
            range: (figure.high() > 0).then(|| (part(figure.low(), end), part(figure.high(), end))),
        });
        top += BAR + ROOM;
    }
    Chart {
        id: format!("chart-{id}"),
        title: title.to_owned(),
        desc: shell.t("statistics-chart-desc"),
        height: em(top + 140),
        axis: em(top),
        foot: em(top + 110),
        end: end.to_string(),
        bars,
    }
}

/// Width and height of a small chart.
const SMALL: (f64, f64) = (120.0, 60.0);
/// Half the length of a stroke that ends an interval: longer than a point is wide, so that a short interval shows too.
const STROKE: f64 = 5.0;

/// Points of a small chart.
#[expect(clippy::cast_precision_loss, reason = "places on a page")]
pub(super) fn points(figures: &[Option<Figure>], end: i64) -> Vec<Point> {
    let step = (SMALL.0 - 12.0) / (figures.len().max(2) - 1) as f64;
    let height = |n: i64| (SMALL.1 - 4.0 - (SMALL.1 - 8.0) * n as f64 / end as f64).round();
    figures
        .iter()
        .enumerate()
        .filter_map(|(n, figure)| {
            let figure = (*figure)?;
            let x = (6.0 + step * n as f64).round();
            Some(Point {
                x,
                ends: [x - STROKE, x + STROKE],
                y: (!figure.reaches_zero()).then(|| height(figure.about())),
                low: height(figure.low()),
                high: height(figure.high()),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Figure, em, end, lines, part, points};

    #[test]
    fn an_axis_ends_at_a_round_number_that_holds_everything() {
        for (high, told) in [(0, 5), (5, 5), (6, 10), (11, 20), (21, 50), (51, 100), (190, 200), (999, 1000)]
        {
            assert_eq!(end(high), told, "{high}");
        }
        assert_eq!(part(50, 100), "50.0%");
        assert_eq!(part(100, 100), "99.5%");
        assert_eq!(em(207), "2.07em");
    }

    #[test]
    fn long_names_are_broken_between_words() {
        assert_eq!(lines("State Police: about\u{a0}4"), ["State Police: about\u{a0}4"]);
        let told = lines("Nacionālie bruņotie spēki, arī Zemessardze: aptuveni 12");
        let kept = lines("Not known or not said: about\u{a0}14");
        assert_eq!(kept, ["Not known or not said:", "about\u{a0}14"]);
        assert_eq!(told, ["Nacionālie bruņotie spēki, arī", "Zemessardze: aptuveni 12"]);
    }

    #[test]
    fn a_small_chart_has_a_point_for_each_year_that_has_a_figure() {
        let figure = |drawn| Some(Figure { drawn, within: 3 });
        let told = points(&[figure(-4), None, figure(10)], 20);
        assert_eq!(told.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>(), [(6.0, None), (114.0, Some(30.0))]);
        assert!(told.iter().all(|p| p.high < p.low && p.y.is_none_or(|y| p.high <= y && y <= p.low)));
        // Wider than the point, which would hide a short interval.
        assert!(told.iter().all(|p| p.ends[1] - p.ends[0] >= 8.0));
    }
}
