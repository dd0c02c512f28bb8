using Custos.Records;
using Custos.Train;

namespace Custos.Tests.Train;

public sealed class TrainingOptionsTests
{
    public static TheoryData<TrainingOptions, string> Refused => new()
    {
        { Some.Options with { Labels = [] }, "No label is named." },
        { Some.Options with { Labels = ["bad", "bad"] }, "The column bad is named for two purposes." },
        { Some.Options with { Group = "text" }, "The column text is named for two purposes." },
        { Some.Options with { MaxFpr = 0 }, "The false-positive rate 0 is outside its range." },
        { Some.Options with { MaxFpr = double.NaN }, "The false-positive rate NaN is outside its range." },
        { Some.Options with { HeldOut = 1 }, "The held-out share 1 is outside its range." },
        { Some.Options with { NearIdentical = 1.5 }, "The similarity 1.5 is outside its range." },
        { Some.Options with { Folds = 1 }, "The number of folds 1 is outside its range." },
        { Some.Options with { C = 0 }, "The regularisation C 0 is outside its range." },
        { Some.Options with { Features = new() { LexiconStrength = 0 } }, "The strength of the lexicon 0 is outside its range." },
        { Some.Options with { Features = new() { LexiconStrength = 101 } }, "The strength of the lexicon 101 is outside its range." },
        { Some.Options with { Threads = 0 }, "The number of threads 0 is outside its range." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_out_of_range_is_refused_as_wrong_usage(TrainingOptions options, string problem)
    {
        var refusal = Should.Throw<BadInputException>(options.Check);
        refusal.Problem.ShouldBe(problem);
        refusal.IsUsage.ShouldBeTrue();
    }

    [Fact]
    public void The_examples_are_in_range() => Should.NotThrow(Some.Options.Check);
}
