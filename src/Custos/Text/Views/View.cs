using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>What does a text say in one reading, and where does each character come from?</summary>
/// <remarks>A view belongs to the <see cref="TextViews"/> that read it, and is overwritten by its next reading.</remarks>
public sealed class View
{
    private readonly MappedText _decoded = new();
    private readonly TransformCounts _decodings = new();
    private NormalisedText? _normalised;
    private SkeletonText? _skeleton;
    private NormalisedText? _strippedFrom;
    private ReadOnlyMemory<char> _raw;

    internal View()
    {
    }

    public ViewKind Kind { get; private set; }

    /// <summary>The view that this one was made from; null for the raw text.</summary>
    public View? Source { get; private set; }

    /// <summary>The encodings that were undone, the outermost first.</summary>
    public IReadOnlyList<string> Encodings { get; private set; } = [];

    /// <summary>What was changed, and how often; for the raw text nothing.</summary>
    public TransformCounts Changes => Kind switch
    {
        ViewKind.Normalised => _normalised!.Counts,
        ViewKind.Skeleton => _strippedFrom!.Counts,
        _ => _decodings,
    };

    /// <summary>What the view says.</summary>
    public ReadOnlySpan<char> Text => Kind switch
    {
        ViewKind.Raw => _raw.Span,
        ViewKind.Decoded => _decoded.Text,
        ViewKind.Normalised => _normalised!.Text,
        _ => _skeleton!.Text,
    };

    /// <summary>The smallest stretch of the raw text that holds where these characters come from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not inside the view.</exception>
    public TextSpan ToRaw(TextSpan span)
    {
        var place = ToSource(span);
        return Source is null ? place : Source.ToRaw(place);
    }

    /// <summary>The smallest stretch of <see cref="Source"/> that holds where these characters come from; of the raw text, the stretch itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not inside the view.</exception>
    public TextSpan ToSource(TextSpan span)
    {
        if (span.Start < 0 || span.Length < 0 || span.Start > Text.Length - span.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "The stretch reaches beyond the text.");
        }

        return Kind switch
        {
            ViewKind.Raw => span,
            ViewKind.Decoded => _decoded.Map.SourceOf(span),
            ViewKind.Normalised => _normalised!.SourceOf(span),
            _ => _skeleton!.SourceOf(span, _strippedFrom!),
        };
    }

    internal MappedText Decoded => _decoded;

    internal void BeRaw(ReadOnlyMemory<char> text)
    {
        (Kind, Source, Encodings, _raw) = (ViewKind.Raw, null, [], text);
        _decodings.Clear();
    }

    /// <summary>Becomes what was decoded into <see cref="Decoded"/>.</summary>
    internal void BeDecoded(View source, string encoding, int stretches)
    {
        (Kind, Source, Encodings) = (ViewKind.Decoded, source, [.. source.Encodings, encoding]);
        _decodings.Clear();
        _decodings.Add(Transform.Decoded, stretches);
    }

    internal void BeNormalised(View source)
    {
        (Kind, Source, Encodings) = (ViewKind.Normalised, source, source.Encodings);
        _normalised ??= new NormalisedText();
        _normalised.Normalise(source.Text);
    }

    /// <param name="normalised">The normalised view of the same source.</param>
    internal void BeSkeleton(View normalised)
    {
        (Kind, Source, Encodings, _strippedFrom) = (ViewKind.Skeleton, normalised.Source, normalised.Encodings, normalised._normalised);
        _skeleton ??= new SkeletonText();
        _skeleton.Strip(_strippedFrom!);
    }
}
