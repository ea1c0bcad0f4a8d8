using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes references of images that the engine has.</summary>
internal sealed class ImageCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (ImageSummary image in engine.Images.ListAsync(new Filters(), all: false, cancellationToken).ConfigureAwait(false))
        {
            if (image.Reference is { } reference)
            {
                candidates.Add(new Candidate(reference, ShortId.Of(image.Id)));
            }
        }

        return candidates;
    }
}
