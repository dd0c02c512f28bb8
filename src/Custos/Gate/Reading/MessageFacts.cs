using System.Collections.Immutable;
using Custos.Counting;
using Custos.Policy.Conditions;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Reading;

/// <summary>What does the gate know of one message so far? Used again for message after message.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MessageFacts : Facts
{
    private static readonly Value[] Directions = [.. Enum.GetValues<Direction>().Select(direction => Value.Of(SnakeCase.Of(direction.ToString())))];

    private readonly IReadOnlyList<Need> _needs;
    private readonly Value[] _answers;
    private readonly WindowCount?[] _bounds;
    private SeriesKey?[] _series = [];
    private Message _message = new() { Text = "", Endpoint = "" };
    private DateTimeOffset _at;
    private Value? _arguments;
    private Tier _reached;

    // What everything about the text comes to where it was not read.
    private Value? _unread;

    public MessageFacts(BundleTexts texts)
    {
        _needs = texts.Needs;
        _answers = new Value[_needs.Count];
        Text = new TextReading(texts);
        _bounds = new WindowCount?[_needs.Count];
    }

    public TextReading Text { get; }

    /// <summary>What the message counts for, by the numbers of the memory that it arrived at last, which fills it in.</summary>
    /// <param name="count">How many things that memory counts.</param>
    public SeriesKey?[] Series(int count) => _series.Length >= count ? _series : _series = new SeriesKey?[count];

    /// <summary>Forgets the message before; nothing is known of this one yet but itself.</summary>
    public void Begin(Message message, DateTimeOffset at)
    {
        Meet(message, at);
        Forget();
        Text.Read(message.Text);
    }

    /// <summary>Knows who sends the message and when; whatever is asked of its text has failed.</summary>
    public void BeginUnread(Message message, DateTimeOffset at, FailureClass why)
    {
        Meet(message, at);
        Forget();
        _unread = Value.Error("The text could not be read in time.", why);
    }

    /// <summary>Knows who sends the message and when, and does not read its text.</summary>
    public void Meet(Message message, DateTimeOffset at) => (_message, _at, _arguments, _reached, _unread) = (message, at, null, Tier.Normalise, null);

    /// <summary>What a classifier is to read, the raw text first; that alone where the text was not read.</summary>
    public ImmutableArray<string> Readings() => _unread is null ? Text.Disguised() : [_message.Text];

    /// <summary>The lists have been searched: what hangs on the text alone is answered from here on.</summary>
    public void ReachLists()
    {
        if (_unread is null) Text.FindPhrases();
        _reached = Tier.Lists;
    }

    /// <summary>An answer that comes from elsewhere.</summary>
    /// <param name="need">To which need.</param>
    /// <param name="answer">What rules are asked with.</param>
    /// <param name="bounds">Of a count.</param>
    public void Learn(int need, Value answer, WindowCount? bounds = null) => (_answers[need], _bounds[need]) = (answer, bounds);

    /// <summary>Is there no answer yet?</summary>
    public bool IsOpen(int need) => _answers[need].Kind == ValueKind.Unknown;

    public override Value Answer(int need)
    {
        var answer = _answers[need];
        return answer.Kind == ValueKind.Unknown && _reached >= Tier.Lists && _needs[need].Tier == Tier.Lists ? _answers[need] = _unread ?? Text.Answer(need) : answer;
    }

    /// <summary>Finds out what the text says to a need, and where, so that nothing long is left for later.</summary>
    public void Locate(int need)
    {
        if (!Answer(need).IsFalse) Text.Locate(need);
    }

    private void Forget()
    {
        Array.Fill(_answers, Value.Unknown);
        Array.Clear(_bounds);
    }

    public override Value Read(int variable) => variable switch
    {
        ConditionVariable.Text or ConditionVariable.Raw or ConditionVariable.ToolArguments when _unread is { } failure => failure,
        ConditionVariable.Text => Value.Of(Text.Normalised),
        ConditionVariable.Raw => Value.Of(_message.Text),
        ConditionVariable.Direction => Directions[(int)_message.Direction],
        ConditionVariable.User => Value.Of(_message.User ?? ""),
        ConditionVariable.Organisation => Value.Of(_message.Organisation ?? ""),
        ConditionVariable.Conversation => Value.Of(_message.Conversation ?? ""),
        ConditionVariable.Address => Value.Of(_message.Address ?? ""),
        ConditionVariable.Endpoint => Value.Of(_message.Endpoint),
        ConditionVariable.Region => Value.Of(_message.Region ?? ""),
        ConditionVariable.Now => Value.Of(Timestamp.From(_at)),
        ConditionVariable.ToolName => Value.Of(_message.Tool ?? ""),
        ConditionVariable.ToolArguments => _arguments ??= _message.Tool is null ? Value.Of(MapValue.Empty) : JsonValues.OfObject(_message.Text),
        ConditionVariable.CustomerTier => Value.Of(_message.Tier ?? ""),
        _ => throw new ArgumentOutOfRangeException(nameof(variable), variable, "There is no such variable."),
    };

    /// <summary>Adds what the answers that a rule asked for rest on.</summary>
    public void Explain(ImmutableArray<Policy.Documents.RuleNeed> asks, List<BucketScore> buckets, List<Evidence> evidence)
    {
        foreach (var ask in asks)
        {
            switch (ask.Need.Kind)
            {
                case NeedKind.Score when buckets.Find(one => one.Bucket == ask.Need.Name) is { } bucket:
                    evidence.Add(new Evidence.Score(bucket.Bucket, bucket.Score, ask.Threshold is { } rule ? new Probability(rule.At) : null, ask.Threshold?.IsCertified ?? false));
                    break;
                case NeedKind.ConversationScore or NeedKind.Judge when _answers[ask.Number] is { Kind: ValueKind.Double } together:
                    evidence.Add(new Evidence.Score(ask.Need.ToString(), new Probability(together.AsDouble), null, Certified: false));
                    break;
                case NeedKind.Count or NeedKind.Sum or NeedKind.Distinct when _bounds[ask.Number] is { } counted && _answers[ask.Number].Kind == ValueKind.Double:
                    evidence.Add(new Evidence.Count(ask.Need.ToString(), counted.Value, counted.Low, counted.High));
                    break;
                case var _ when _unread is null && !_answers[ask.Number].IsFalse:
                    Text.Explain(ask.Number, evidence);
                    break;
            }
        }
    }
}
