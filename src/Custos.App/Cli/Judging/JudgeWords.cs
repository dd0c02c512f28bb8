using System.Globalization;
using Custos.Policy.Conditions;
using Custos.Policy.Judging;
using Custos.Records.Opinions;

namespace Custos.App.Cli.Judging;

/// <summary>How are judges' answers and what they cost told to a person?</summary>
internal static class JudgeWords
{
    public static string Of(OpinionAnswer answer, NoAnswer? because) => because is { } why ? $"{SnakeCase.Of(answer.ToString())} ({SnakeCase.Of(why.ToString())})" : SnakeCase.Of(answer.ToString());

    /// <summary>Tokens, and money where there are prices.</summary>
    public static string Of(SpendingState spent, JudgeDocument judge) => string.Create(CultureInfo.InvariantCulture, $"{spent.Tokens:N0} tokens{(judge.Prices is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {spent.Money:0.0000} in the currency of its prices"))}");

    /// <summary>What a failure of the model means for whoever asks now; null where the model was asked and answered.</summary>
    public static (string Problem, string Remedy)? FailureOf(NoAnswer? because, ModelChoice model) => because switch
    {
        NoAnswer.NotRecorded => ("The recorded answers hold none to this request.", "Record it with --record: the prompt, the model or the text are others than when the answers were recorded."),
        NoAnswer.Unreachable => ($"The server of the model {model.Name} cannot be reached, or does not speak the protocol of {SnakeCase.Of(model.Provider.ToString())}.", "See the model's 'address', and that its server runs."),
        NoAnswer.Refused => ($"The server of the model {model.Name} refused.", "See the model's name, the key in its variable, and what the account may use."),
        NoAnswer.Error => ($"Asking the model {model.Name} failed.", "See that the recorded answers are whole, and try again."),
        NoAnswer.Budget => ("The day's budget does not hold the question.", "Raise 'budget' in the judge's file, or shorten its prompt and 'max_tokens'."),
        _ => null,
    };
}
