using Custos.App.Proxy;
using Custos.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.App.Proxy;

public sealed class RedactionTests
{
    [Fact]
    public void Each_stretch_becomes_one_mark() =>
        Redaction.Of("call 0123 or 4567 now", [new Stretch(13, 4), new Stretch(5, 4)]).ShouldBe("call [redacted] or [redacted] now");

    [Fact]
    public void Stretches_that_overlap_are_taken_out_once() =>
        Redaction.Of("abcdef", [new Stretch(1, 3), new Stretch(2, 1), new Stretch(3, 2)]).ShouldBe("a[redacted]f");

    [Fact]
    public void However_a_text_is_cut_its_parts_make_up_the_redacted_whole() => Prop.ForAll(
        Gen.Choose(0, 30).Two().Two().ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), (places, cut) =>
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(i => (char)('a' + i % 26))]);
            var stretches = new[] { places.Item1, places.Item2 }.Select(place => new Stretch(place.Item1, Math.Min(1 + place.Item2, 40 - place.Item1))).OrderBy(stretch => stretch.Start).ToList();

            // As a growing text keeps them: apart from one another.
            if (stretches[0].End >= stretches[1].Start) stretches = [new Stretch(stretches[0].Start, Math.Max(stretches[0].End, stretches[1].End) - stretches[0].Start)];
            (Redaction.Of(text[..cut], 0, stretches) + Redaction.Of(text[cut..], cut, stretches)).ShouldBe(Redaction.Of(text, stretches));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stretch_of_a_joined_text_is_found_in_the_texts_that_it_lies_in()
    {
        var joined = new JoinedText(["one", "", "three"]);

        joined.Whole.ShouldBe("one\n\n\n\nthree");
        joined.Split([new Stretch(1, 8)]).ShouldBe([(0, new Stretch(1, 2)), (2, new Stretch(0, 2))]);
    }
}
