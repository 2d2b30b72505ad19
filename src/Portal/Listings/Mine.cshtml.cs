using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Listings;

/// <summary>What belongs to those one works for.</summary>
sealed class MineModel(PortalContext portal) : PortalPage(portal);
