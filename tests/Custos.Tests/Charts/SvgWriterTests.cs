using System.Globalization;
using System.Xml.Linq;
using Custos.Charts;
using FsCheck;
using FsCheck.Fluent;
using Interval = Custos.Records.Interval;

namespace Custos.Tests.Charts;

public sealed class SvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_picture_names_and_describes_itself_to_a_reader_who_does_not_see_it()
    {
        var svg = XDocument.Parse(SvgWriter.Write(Some.Chart(Some.Line("a", 1, 2, 3)))).Root!;
        svg.Attribute("role")!.Value.ShouldBe("img");
        svg.Element(Svg + "title")!.Value.ShouldBe("Title");
        svg.Element(Svg + "desc")!.Value.ShouldBe("What it shows.");
        svg.Attribute("aria-labelledby")!.Value.Split(' ').ShouldBe([svg.Element(Svg + "title")!.Attribute("id")!.Value, svg.Element(Svg + "desc")!.Attribute("id")!.Value]);
    }

    [Fact]
    public void Any_words_give_well_formed_xml()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), words =>
        {
            var text = words ?? "";
            var chart = Some.Chart(Some.Line(text, 1, 2), new Series.Rule(text, 1, RuleDirection.Horizontal), Some.Line("other", 2, 1)) with
            {
                Title = text, Subtitle = text, Caption = text, Description = text,
            };
            XDocument.Parse(SvgWriter.Write(chart));
        }).QuickCheckThrowOnFailure();
        XDocument.Parse(SvgWriter.Write(Some.Chart() with { Title = "<script>\0\ud800 & \"'\u202e" })).Root!.Element(Svg + "title")!.Value.ShouldBe("<script>�� & \"'\u202e");
    }

    [Fact]
    public void Any_finite_or_infinite_values_stay_inside_a_bounded_picture()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<double[]>(), values =>
        {
            var known = (values ?? []).Where(value => !double.IsNaN(value)).ToArray();
            foreach (var scale in Enum.GetValues<AxisScale>())
            {
                var svg = SvgWriter.Write(Some.Chart(
                    Some.Line("l", known) with { Band = [.. known.Select((value, index) => new Band(index, double.NegativeInfinity, value))] },
                    new Series.Marks("m", [.. known.Select((value, index) => new Mark(index, value, new Interval(double.NegativeInfinity, value), "n"))]),
                    new Series.Bars("b", [.. known.Select((value, index) => new Bar(index, index + 1, value))])) with
                {
                    Y = new Axis { Label = "y", Scale = scale },
                });
                XDocument.Parse(svg);
                svg.ShouldNotContain("NaN");
                svg.ShouldNotContain("Infinity");
                svg.ShouldNotContain("∞");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1, 1.0000000000000002)]
    [InlineData(1e300, 1.0000000001e300)]
    [InlineData(-5e-324, 5e-324)]
    public void Values_that_hardly_differ_are_drawn(double one, double other) =>
        XDocument.Parse(SvgWriter.Write(Some.Chart(Some.Line("a", one, other))));

    [Fact]
    public void The_same_chart_gives_the_same_bytes_in_every_culture()
    {
        var chart = Some.Chart(Some.Line("a", 0.5, 1234.5, -7.25));
        var here = SvgWriter.Write(chart);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            SvgWriter.Write(chart).ShouldBe(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_million_points_make_a_picture_of_bounded_size()
    {
        var wave = Enumerable.Range(0, 1_000_000).Select(index => new Point(index, Math.Sin(index / 1000.0) + index % 7)).ToList();
        SvgWriter.Write(Some.Chart(new Series.Line("wave", wave))).Length.ShouldBeLessThan(40_000);
    }

    [Fact]
    public void Without_data_the_picture_says_so() => SvgWriter.Write(Some.Chart()).ShouldContain(">no data</text>");

    [Fact]
    public void A_number_that_is_not_one_is_refused() =>
        Should.Throw<ArgumentException>(() => SvgWriter.Write(Some.Chart(Some.Line("a", 1, double.NaN))));

    [Fact]
    public void A_logarithmic_axis_from_zero_is_refused() =>
        Should.Throw<ArgumentException>(() => SvgWriter.Write(Some.Chart() with { X = new Axis { Label = "x", Scale = AxisScale.Logarithmic, Min = 0 } }));

    [Fact]
    public void Two_pictures_on_one_page_share_no_identifier()
    {
        var one = XDocument.Parse(SvgWriter.WriteInline(Some.Chart(Some.Line("a", 1, 2))));
        var other = XDocument.Parse(SvgWriter.WriteInline(Some.Chart(Some.Line("a", 1, 3))));
        Identifiers(one).Intersect(Identifiers(other)).ShouldBeEmpty();
        one.Descendants(Svg + "style").ShouldBeEmpty();

        static IEnumerable<string> Identifiers(XDocument svg) => svg.Descendants().Attributes("id").Select(id => id.Value);
    }

    [Fact]
    public void Lines_that_end_apart_bear_their_names_and_others_get_a_legend()
    {
        var apart = XDocument.Parse(SvgWriter.Write(Some.Chart(Some.Line("low", 1, 1), Some.Line("high", 1, 9))));
        Label(apart, "high").Attribute("x")!.Value.ShouldBe(Label(apart, "low").Attribute("x")!.Value);
        double.Parse(Label(apart, "high").Attribute("x")!.Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(300);

        var together = XDocument.Parse(SvgWriter.Write(Some.Chart(Some.Line("low", 1, 5), Some.Line("high", 9, 5))));
        double.Parse(Label(together, "low").Attribute("x")!.Value, CultureInfo.InvariantCulture).ShouldBeLessThan(100);

        static XElement Label(XDocument svg, string name) => svg.Descendants(Svg + "text").Single(text => text.Value == name);
    }
}
