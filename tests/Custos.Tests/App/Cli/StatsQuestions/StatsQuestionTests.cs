using Custos.App.Cli;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class StatsQuestionTests
{
    [Fact]
    public void Every_question_has_a_name_of_its_own_an_example_that_parses_and_a_place_in_the_docs()
    {
        var page = House.Repository.Read("docs/stages/statistics.md");
        Stats.Questions.Select(question => question.Name).ShouldBeUnique();
        foreach (var question in Stats.Questions)
        {
            question.Examples.ShouldNotBeEmpty(question.Name);
            page.ShouldContain($"`{question.Name}`");
            foreach (var example in question.Examples)
            {
                Stats.Verb().Parse(example).Errors.ShouldBeEmpty(example);
            }
        }
    }

    [Fact]
    public async Task What_the_library_refuses_becomes_a_message_about_the_option()
    {
        var command = Stats.Verb().Parse("interval --successes 1 --trials 0");
        var bad = await Should.ThrowAsync<BadInputException>(() => command.InvokeAsync(new() { EnableDefaultExceptionHandler = false }));
        bad.Place.ShouldBe("--trials");
        bad.IsUsage.ShouldBeTrue();
    }

    [Theory]
    [InlineData("interval --successes 1,5 --trials 3")]
    [InlineData("interval --successes 1.5 --trials 3")]
    [InlineData("upper-bound --trials NaN")]
    [InlineData("adjust-p-values --p 0.1 x")]
    public void What_is_no_number_is_refused(string line) => Stats.Verb().Parse(line).Errors.ShouldNotBeEmpty();
}
